import type { SeededRandom } from "./seeded-random";

// Ordinary given and family names of many cultures. Written as `native=Latin` where the script is not Latin.
const CULTURES = [
  [
    "Anna Benjamin Charlotte Daniel Emma Finn Grace Hannah Isaac Lucy Noah Olivia",
    "Baker Carter Davies Edwards Foster Hughes Mitchell Palmer Turner Walker",
  ],
  ["Aroha Hemi Kiri Mere Nikau Rangi Tama Whetu", "Ngata Parata Rangihau Tamihana Walker Whaanga"],
  ["Amélie Baptiste Chloé Élodie Hugo Jérôme Léa Zoé", "Bernard Dubois Fournier Lefèvre Moreau Petit"],
  ["Björn Freja Göran Ingrid Jürgen Käthe Sören Åsa", "Bergström Jäger Lindqvist Müller Nyström Schröder"],
  ["Alejandra Beatriz Diego Íñigo Lucía Martín Sofía", "Castaño Fernández Giménez Núñez Peña Vázquez"],
  ["Ana Caio Flávia Gonçalo Inês João Thaís", "Almeida Conceição Guimarães Magalhães Simões"],
  ["Bartłomiej Jadwiga Łukasz Małgorzata Paweł Żaneta", "Dąbrowska Kowalczyk Nowak Wójcik Zieliński"],
  ["Čeněk Jiří Ľubica Ondřej Šárka Zdeněk", "Černý Dvořák Němcová Šimek Žák"],
  ["Ayşe Çağla Emre Kerem Oğuz Şule", "Aydın Çelik Güneş Öztürk Yıldız"],
  ["Adaeze Babatunde Chidi Folake Ngozi Oluwaseun", "Adeyemi Eze Nwosu Okafor Olawale"],
  ["Amara Kwame Lerato Sipho Thandiwe Wanjiru", "Dlamini Kamau Mensah Mokoena Otieno"],
  ["Aarav Deepa Ishaan Kavya Meera Rohan Priya", "Banerjee Iyer Kulkarni Patel Reddy Sharma"],
  ["Anh Hương Linh Minh Thảo Tuấn", "Đặng Hoàng Nguyễn Phạm Trần Võ"],
  [
    "さくら=Sakura 健太=Kenta 美咲=Misaki 大輔=Daisuke 葵=Aoi",
    "佐藤=Sato 鈴木=Suzuki 高橋=Takahashi 田中=Tanaka",
  ],
  ["伟=Wei 芳=Fang 秀英=Xiuying 敏=Min 静=Jing", "王=Wang 李=Li 张=Zhang 刘=Liu 陈=Chen"],
  ["민준=Minjun 서연=Seoyeon 지훈=Jihun 하은=Haeun", "김=Kim 이=Lee 박=Park 최=Choi"],
  [
    "أحمد=Ahmad فاطمة=Fatima يوسف=Yusuf ليلى=Layla مريم=Maryam",
    "الحسن=Alhasan حداد=Haddad خوري=Khoury منصور=Mansour",
  ],
  ["נועה=Noa איתן=Eitan תמר=Tamar יונתן=Yonatan", "כהן=Cohen לוי=Levi מזרחי=Mizrahi פרץ=Peretz"],
  [
    "Ольга=Olga Дмитро=Dmytro Катерина=Kateryna Тарас=Taras",
    "Бондаренко=Bondarenko Коваль=Koval Шевченко=Shevchenko",
  ],
  [
    "Ελένη=Eleni Γιώργος=Giorgos Νίκος=Nikos Σοφία=Sofia",
    "Νικολάου=Nikolaou Παππάς=Pappas Βασιλείου=Vasileiou",
  ],
].map(([given = "", family = ""]) => ({ given: given.split(" "), family: family.split(" ") }));

const MAIL_HOSTS = [
  "mail.example",
  "post.example",
  "inbox.example",
  "letters.example",
  "office.example",
] as const;

export type MadeUpPerson = { firstName: string; lastName: string; handle: string; mailHost: string };

/** A person with a believable name; `handle` is that name in plain Latin letters. */
export function makeUpPerson(random: SeededRandom): MadeUpPerson {
  const culture = CULTURES[random.below(CULTURES.length)];
  const first = makeUpName(random, culture?.given ?? []);
  const last = makeUpName(random, culture?.family ?? []);
  return {
    firstName: first.name,
    lastName: last.name,
    handle: `${first.latin}.${last.latin}`,
    mailHost: random.pick(MAIL_HOSTS),
  };
}

const latinForms = new Map<string, string>();

function makeUpName(random: SeededRandom, list: string[]): { name: string; latin: string } {
  const entry = list[random.below(list.length)] ?? "Sam";
  const [name = entry, latin = name] = entry.split("=");
  const known = latinForms.get(latin);
  if (known) return { name, latin: known };
  const plain = latin
    .toLowerCase()
    .replaceAll("ł", "l")
    .replaceAll("đ", "d")
    .replaceAll("ı", "i")
    .normalize("NFD")
    .replace(/[^a-z]/g, "");
  latinForms.set(latin, plain);
  return { name, latin: plain };
}

const PLACES = [
  "Harbour Northside Kauri Alder Copper Lantern Meadow Granite Juniper Saltwater Foxglove Riverbend",
  "Bluestone Cedar Driftwood Ember Fernhill Golden Heron Ironbark Larkspur Millpond Orchard Pebble",
]
  .join(" ")
  .split(" ");
const TRADES = [
  "Dental|Logistics|Bakery|Veterinary Clinic|Architects|Coffee|Books|Insurance|Robotics|Fisheries|Physiotherapy",
  "Law|Media|Nurseries|Solar|Travel|Accounting|Furniture|Games|Music School|Pharmacy|Foods|Textiles|Energy",
]
  .join("|")
  .split("|");

/** The name of the nth made-up organization; no two of the first 576 are the same. */
export function makeUpOrganizationName(index: number): string {
  const trade = TRADES[(index + Math.floor(index / PLACES.length)) % TRADES.length];
  const series = Math.floor(index / (PLACES.length * TRADES.length));
  return `${PLACES[index % PLACES.length]} ${trade}${series > 0 ? ` ${series + 1}` : ""}`;
}
