// The callbacks of htmlparser2's tokenizer that do nothing: readers of tokens override the few they care for.
import type { TokenizerCallbacks } from 'htmlparser2'

function nothing(): void {
  // This kind of token says nothing to this reader.
}

export const ignoreAll: TokenizerCallbacks = {
  onattribdata: nothing,
  onattribentity: nothing,
  onattribend: nothing,
  onattribname: nothing,
  oncdata: nothing,
  onclosetag: nothing,
  oncomment: nothing,
  ondeclaration: nothing,
  onend: nothing,
  onopentagend: nothing,
  onopentagname: nothing,
  onprocessinginstruction: nothing,
  onselfclosingtag: nothing,
  ontext: nothing,
  ontextentity: nothing,
}
