// Labels of the access cases that their page does not bear out, looked at one by one. The rows "after looking" leave them out;
// the raw rows stand beside them.

const fromBranch =
  "the words stand in a script's function that builds JSON-LD, in a branch for pieces on sale; the piece's own data say FREE, and the page shows it whole without a wall"

/** Case ids, and why the page does not declare what the label says. */
export const undeclared: readonly (readonly [id: string, why: string])[] = [
  ['fundus/de-BoersenZeitung-20241023', fromBranch],
  ['fundus/de-BoersenZeitung-20251106', fromBranch],
]
