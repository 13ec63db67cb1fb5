// A made-up catalogue of errors, the same for the same seed: rows, and the OpenAPI document
// whose examples of answers name them. Nothing in it is from a real one.

const THINGS =
  "account address balance batch card charge contract coupon customer dispute event file invoice key ledger".split(" ");
const PARTS = "amount country currency date email limit name number owner period scope status token type".split(" ");
/** What happened: the last part of a key, the words of a title, the status, and a sentence. */
const FAULTS = [
  ["invalid", "is not valid", 422, "Its form or its value is none that is allowed."],
  ["missing", "is missing", 400, "The request names none, and one is needed."],
  ["expired", "has expired", 410, "It was valid once, and its time is over."],
  ["locked", "is locked", 423, "Somebody else works on it; it is free again after a while."],
  ["duplicate", "exists already", 409, "Another one that is the same was made before."],
  ["not_found", "does not exist", 404, "There is none with this name, or it belongs to somebody else."],
  ["not_allowed", "is not allowed", 403, "The caller is known and may not do this."],
  ["too_large", "is too large", 413, "It is beyond what is accepted at once."],
];

/**
 * An error as it stands in a row.
 * @typedef {object} Row
 * @property {string} key
 * @property {string} title
 * @property {number} status
 * @property {string} detail
 */

/** Numbers from 0 up to 1, the same for a seed (mulberry32). @param {number} seed */
function numbers(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** So many rows with keys that differ. @param {number} count @param {number} seed @returns {Row[]} */
export function rowsOf(count, seed) {
  const next = numbers(seed);
  /** @type {Map<string, Row>} */
  const rows = new Map();
  /** @template T @param {T[]} list */
  const one = list => list[Math.floor(next() * list.length)];
  if (count > (THINGS.length * PARTS.length * FAULTS.length) / 2) throw Error(`${count} keys are more than there are`);
  while (rows.size < count) {
    const [thing, part, fault] = [one(THINGS), one(PARTS), one(FAULTS)];
    const [last, words, status, detail] = /** @type {[string, string, number, string]} */ (fault);
    const key = `${thing}_${part}_${last}`;
    const title = `${thing[0].toUpperCase()}${thing.slice(1)} ${part} ${words}`;
    rows.set(key, { key, title, status, detail: `The ${part} of the ${thing}: ${detail}` });
  }
  return [...rows.values()].sort((one, other) => (one.key < other.key ? -1 : 1));
}

/** The rows as an API that answers with problem documents would describe them. @param {Row[]} rows */
export function openapiOf(rows) {
  /** @type {Record<string, any>} */
  const paths = {};
  for (const row of rows) {
    const answers = ((paths[`/v1/${row.key.split("_")[0]}s`] ??= {}).post ??= { responses: {} }).responses;
    const answer = (answers[row.status] ??= {
      description: "An error",
      content: { "application/problem+json": { examples: {} } },
    });
    const { key, title, status, detail } = row;
    const value = { type: `https://errors.example/${key}`, title, status, detail };
    answer.content["application/problem+json"].examples[key] = { value };
  }
  return { openapi: "3.1.0", info: { title: "A made-up API", version: "1" }, paths };
}
