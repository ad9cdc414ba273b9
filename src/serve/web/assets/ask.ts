// Asks for a page of this site and has it read by the browser, without a place where text could become markup: Trusted Types
// stay unbroken.

export type Answer = { readonly status: number; readonly page: Document | null; readonly url: string }

/** Rejects when there is no connection. */
export function ask(method: 'GET' | 'POST', url: string, body: URLSearchParams | null = null): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open(method, url)
    request.responseType = 'document'
    request.addEventListener('load', () =>
      resolve({ status: request.status, page: request.responseXML, url: request.responseURL }),
    )
    request.addEventListener('error', () => reject(new TypeError('no connection')))
    request.send(body)
  })
}
