/** Something a person can mend; its message is a sentence that says how. */
export class Trouble extends Error {}
