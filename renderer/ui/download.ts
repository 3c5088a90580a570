// Hands a file to whoever shows the page: a browser puts it among its downloads, the app asks where to.

export function download(name: string, content: string | Blob, type = 'text/plain'): void {
  const blob = typeof content === 'string' ? new Blob([content], { type: `${type};charset=utf-8` }) : content
  const url = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // Who writes the file reads it a little later.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
