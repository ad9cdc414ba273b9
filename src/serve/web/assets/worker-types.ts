// The part of a service worker's world that ours uses: the library types of windows and of workers exclude each other.
// Source: Service Workers (W3C), Background Synchronization (WICG).

type Extendable = Event & { waitUntil(work: Promise<unknown>): void }

export type FetchEvent = Extendable & { readonly request: Request; respondWith(answer: Promise<Response>): void }

type Events = { install: Extendable; activate: Extendable; fetch: FetchEvent; message: Extendable; sync: Extendable }

export type WorkerScope = {
  addEventListener<K extends keyof Events>(type: K, listen: (event: Events[K]) => void): void
  skipWaiting(): Promise<void>
  readonly clients: {
    claim(): Promise<void>
    matchAll(options: { includeUncontrolled: boolean }): Promise<readonly { readonly url: string }[]>
  }
  readonly registration: { readonly sync?: { register(tag: string): Promise<void> } }
}
