import { PrismaPg } from "@prisma/adapter-pg";
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  type ErrorCapturingSqlMigrationAwareDriverAdapterFactory,
} from "@prisma/driver-adapter-utils";
import pg from "pg";

// PostgreSQL's catalogue answers in its internal one-letter type, which the adapter refuses and the schema engine
// wants as a character. It passes the adapter as an array of characters, which the catalogue never answers with.
const charType = 18;
const charArrayType = 1002;

// Sent with a migration's script it is one transaction with it: a process killed in between leaves both or none.
const recordFinished = `
  update _prisma_migrations set finished_at = now(), applied_steps_count = 1
  where finished_at is null and rolled_back_at is null`;

function disguisingChars(pool: pg.Pool): pg.Pool {
  return new Proxy(pool, {
    get(target, property) {
      const value: unknown = Reflect.get(target, property);
      if (typeof value !== "function") return value;
      if (property !== "query") return value.bind(target);
      return async (...args: unknown[]) => {
        const result: pg.QueryResult = await Reflect.apply(value, target, args);
        for (const field of result.fields)
          if (field.dataTypeID === charType) field.dataTypeID = charArrayType;
        return result;
      };
    },
  });
}

/** Prisma's PostgreSQL adapter, able to describe a database that has tables and to run a migration whole. */
export class MigrationAdapter extends PrismaPg {
  readonly #pool: pg.Pool;
  /** What PostgreSQL said; the engine's own error only has a number for it. */
  failure: unknown;

  constructor(databaseUrl: string) {
    const pool = new pg.Pool({ connectionString: databaseUrl, max: 2 });
    super(disguisingChars(pool));
    this.#pool = pool;
  }

  override async connect(): ReturnType<PrismaPg["connect"]> {
    const adapter = await super.connect();
    const queryRaw = adapter.queryRaw.bind(adapter);
    adapter.queryRaw = async (query) => {
      const result = await queryRaw(query);
      const columnTypes = result.columnTypes.map((type) =>
        type === ColumnTypeEnum.CharacterArray ? ColumnTypeEnum.Character : type,
      );
      return { ...result, columnTypes };
    };
    // The adapter's own way cuts the script at each semicolon, those inside of functions too.
    adapter.executeScript = async (script) => {
      const { rows } = await this.#pool.query(
        "select to_regclass('_prisma_migrations') is not null as found",
      );
      try {
        await this.#pool.query(rows[0]?.found ? `${script}\n;${recordFinished}` : script);
      } catch (error) {
        this.failure = error;
        throw error;
      }
    };
    return adapter;
  }

  forEngine(): ErrorCapturingSqlMigrationAwareDriverAdapterFactory {
    return bindMigrationAwareSqlAdapterFactory(this);
  }

  async end(): Promise<void> {
    await this.#pool.end();
  }
}
