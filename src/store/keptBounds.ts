/** So many earlier states of one document; the oldest go first. */
export const mostKept = 20;
/** A longer text is not kept. */
export const mostKeptCharacters = 1_000_000;
/** Of all documents together: characters of text and segments, so about as many bytes. */
export const mostKeptInAll = 50_000_000;
