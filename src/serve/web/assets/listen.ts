// Listen: the browser reads aloud what the page shows of a column, in the column's language. The button appears only where
// there is a voice for that language.

const button = document.querySelector<HTMLButtonElement>('button[data-listen]')

if (button !== null && 'speechSynthesis' in window) offer(button, window.speechSynthesis)

function offer(button: HTMLButtonElement, speech: SpeechSynthesis): void {
  const lang = button.dataset['listen'] ?? ''
  const label = button.textContent
  const showIfSpoken = (): void => {
    if (voiceFor(speech, lang) !== undefined) button.hidden = false
  }
  showIfSpoken()
  // Voices are known later than the page in some browsers.
  speech.addEventListener('voiceschanged', showIfSpoken)
  addEventListener('pagehide', () => speech.cancel())
  button.addEventListener('click', () => {
    if (speech.speaking) return speech.cancel()
    const text = ['h1', '.byline .name', '.standfirst'].flatMap((selector) =>
      [...document.querySelectorAll(`.piece ${selector}`)].map((one) => one.textContent?.trim() ?? ''),
    )
    const words = new SpeechSynthesisUtterance(text.filter((part) => part !== '').join('. '))
    words.lang = lang
    words.voice = voiceFor(speech, lang) ?? null
    words.addEventListener('end', () => (button.textContent = label))
    words.addEventListener('error', () => (button.textContent = label))
    button.textContent = button.dataset['stop'] ?? label
    speech.speak(words)
  })
}

function voiceFor(speech: SpeechSynthesis, lang: string): SpeechSynthesisVoice | undefined {
  const base = lang.split('-')[0]
  const voices = speech.getVoices().filter((voice) => voice.lang.split(/[-_]/)[0] === base)
  return voices.find((voice) => voice.lang.replace('_', '-') === lang) ?? voices[0]
}
