import { refused, send } from './request.js'

/**
 * Fetches a file and hands it to the browser to be kept, so that a refusal is told on the page and never lands as a file.
 * @throws RefusedRequest as `request` does
 */
export async function download(path: string): Promise<void> {
  const response = await send('GET', path)
  const text = response.ok ? null : await response.text()
  if (text !== null) throw refused(response, text)
  keepFile(await response.blob(), /filename="?([^";]+)"?/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? 'file')
}

/** The browser keeps it under this name, where it keeps what is downloaded. */
export function keepFile(file: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(file)
  link.download = name
  link.click()
  URL.revokeObjectURL(link.href)
}
