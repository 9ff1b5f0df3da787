import { strFromU8, unzipSync } from 'fflate'

/** The cells of each sheet of a workbook, read from its XML. */
export function sheetsOf(file: Buffer): (string | number | null)[][][] {
  const parts = unzipSync(new Uint8Array(file))
  const decode = (xml: string) => xml.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&apos;', "'").replaceAll('&#39;', "'").replaceAll('&amp;', '&')
  const shared = parts['xl/sharedStrings.xml'] ? [...strFromU8(parts['xl/sharedStrings.xml']).matchAll(/<si>.*?<t[^>]*>(.*?)<\/t>.*?<\/si>/gs)].map(([, text]) => decode(text ?? '')) : []
  const names = Object.keys(parts).filter((name) => /^xl\/worksheets\/sheet\d+\.xml$/.test(name)).sort((a, b) => Number(/\d+/.exec(a)?.[0]) - Number(/\d+/.exec(b)?.[0]))
  return names.map((name) =>
    [...strFromU8(parts[name] as Uint8Array).matchAll(/<row [^>]*?(?:\/>|>(.*?)<\/row>)/gs)].map(([, row = '']) => {
      const cells: (string | number | null)[] = []
      for (const [, attributes = '', body = ''] of row.matchAll(/<c ([^>]*?)(?:\/>|>(.*?)<\/c>)/gs)) {
        const value = /<v>(.*?)<\/v>/s.exec(body)?.[1] ?? /<t[^>]*>(.*?)<\/t>/s.exec(body)?.[1]
        if (value === undefined) continue
        // An empty cell is left out, so each says where it stands.
        const column = [...(/r="([A-Z]+)/.exec(attributes)?.[1] ?? '')].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
        while (cells.length < column) cells.push(null)
        cells.push(/t="s"/.test(attributes) ? (shared[Number(value)] ?? null) : /t="inlineStr"/.test(attributes) ? decode(value) : Number(value))
      }
      return cells
    }),
  )
}
