// What is wrong with the text of a page as it is laid out: cut off, out of its box, out of the page, over other text or under a picture.

/** Runs in the browser, so it uses nothing from outside of itself. A line for each fault. */
export function textFaults(): string[] {
  const faults: string[] = []
  const say = (what: string, one: Element) =>
    faults.push(
      `${what}: ${one.tagName.toLowerCase()}.${one.className} “${(one.textContent ?? '').trim().slice(0, 40)}”`,
    )
  const isMeant = (one: Element) => one.closest('.visually-hidden, .skip, svg, [hidden]') !== null
  const isShown = (one: Element) => one.checkVisibility({ visibilityProperty: true })
  const pageWidth = document.documentElement.clientWidth

  if (document.documentElement.scrollWidth > pageWidth)
    faults.push(`wider than the page: ${document.documentElement.scrollWidth}`)

  for (const one of document.querySelectorAll<HTMLElement>('body, body *')) {
    // What is typed moves within its field.
    if (one instanceof HTMLInputElement || isMeant(one) || !isShown(one)) continue
    const style = getComputedStyle(one)
    const isCut = [style.overflowX, style.overflowY].some((overflow) => overflow === 'hidden' || overflow === 'clip')
    const hasText = [...one.childNodes].some((node) => node instanceof Text && node.data.trim() !== '')
    // A line box may be a little lower than its letters; a pixel is rounding.
    const isWide = one.scrollWidth > one.clientWidth + 1
    const isHigh = one.scrollHeight > one.clientHeight + 2
    if (isCut && (isWide || isHigh)) say('cut off', one)
    else if (hasText && style.display !== 'inline' && style.overflowX === 'visible' && isWide)
      say('out of its box', one)
    if (style.textOverflow === 'ellipsis' || style.webkitLineClamp !== 'none') say('made to be cut off', one)
    if (one instanceof HTMLSelectElement) {
      const canvas = document.createElement('canvas').getContext('2d')!
      canvas.font = style.font
      const room = one.clientWidth - Number.parseFloat(style.paddingLeft) - Number.parseFloat(style.paddingRight)
      // No browser breaks its line; but it can have all the room there is.
      const isWidest = one.offsetWidth >= document.querySelector<HTMLElement>('main > *')!.clientWidth - 2
      if (!isWidest && canvas.measureText(one.selectedOptions[0]?.text ?? '').width > room) say('cut off', one)
    }
  }

  // Where letters are: one rectangle a line of a text.
  const lines: { text: Text; rect: DOMRect }[] = []
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let text = texts.nextNode() as Text | null; text !== null; text = texts.nextNode() as Text | null) {
    const parent = text.parentElement!
    if (text.data.trim() === '' || isMeant(parent) || !isShown(parent)) continue
    const isScrolled = parent.closest('.scroll, pre') !== null
    const range = document.createRange()
    range.selectNodeContents(text)
    for (const rect of range.getClientRects()) {
      if (rect.width < 1) continue
      if (!isScrolled && (rect.left < -1 || rect.right > pageWidth + 1)) say('out of the page', parent)
      lines.push({ text, rect })
    }
  }
  for (const picture of document.querySelectorAll('.monogram, img')) {
    if (isMeant(picture) || !isShown(picture)) continue
    const box = picture.getBoundingClientRect()
    for (const { text, rect } of lines) {
      const width = Math.min(rect.right, box.right) - Math.max(rect.left, box.left)
      const height = Math.min(rect.bottom, box.bottom) - Math.max(rect.top, box.top)
      if (width > 2 && height > 4 && !picture.contains(text)) say('under a picture', text.parentElement!)
    }
  }
  lines.sort((a, b) => a.rect.top - b.rect.top)
  lines.forEach(({ text, rect }, i) => {
    for (let j = i + 1; j < lines.length; j++) {
      const other = lines[j]!
      const height = Math.min(rect.bottom, other.rect.bottom) - other.rect.top
      if (height <= 0) break
      const width = Math.min(rect.right, other.rect.right) - Math.max(rect.left, other.rect.left)
      // Tight lines of large letters come near each other; letters that meet share half of their height.
      if (other.text !== text && width > 2 && height > Math.min(rect.height, other.rect.height) / 2)
        say(`over “${other.text.data.trim().slice(0, 30)}”`, text.parentElement!)
    }
  })
  return faults
}
