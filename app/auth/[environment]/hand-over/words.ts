/** Of the opened link, in the page and where that does without scripts. */
export const OPENED = {
  title: "Your temporary password",
  text: "It is shown this once, so keep this page open until you have signed in with it. You then choose a password of your own, and this one is used up.",
};
