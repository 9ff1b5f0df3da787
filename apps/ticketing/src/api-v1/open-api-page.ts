import type { OpenAPIObject } from '@nestjs/swagger'

/** No script, nothing from elsewhere. */
export const PAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

const STYLE = `:root{color-scheme:light dark}body{font:16px/1.6 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}h1{font-size:1.5rem}h2{font-size:1.15rem;margin-top:2.5rem;border-top:1px solid #8888;padding-top:1rem}
code,pre{font-family:ui-monospace,monospace;font-size:.9em}pre{overflow:auto;padding:.8rem;border:1px solid #8886;border-radius:6px}table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.3rem .6rem .3rem 0;border-bottom:1px solid #8884}.get{color:#fff;background:#1c6b48;border-radius:4px;padding:.1rem .5rem;margin-right:.5rem}p{white-space:pre-line}`

const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
const both = (text: string) => escaped(text).replace(' | ', '<br>')

interface Parameter {
  name: string
  in: string
  required: boolean
  schema: Record<string, unknown>
}
interface Operation {
  summary: string
  description: string
  parameters: Parameter[]
  responses: Record<string, { description: string; content: Record<string, { schema: unknown }> }>
}

/** The document as a page that a person can read. */
export function openApiPage(document: OpenAPIObject): string {
  const { title, description = '' } = document.info
  const server = document.servers?.[0]?.url ?? ''
  const operations = Object.entries(document.paths).map(([path, item]) => endpoint(server, path, item.get as unknown as Operation))
  return `<!doctype html><html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(title)}</title><style>${STYLE}</style></head><body><main>
<h1>${escaped(title)}</h1><p>${both(description)}</p><p><a href="openapi.json">openapi.json</a></p>
<pre>curl -H 'Authorization: Bearer hl1022_…' '${escaped(server)}/api/v1/ledger?from=2026-11-01&amp;to=2026-11-26'</pre>
${operations.join('\n')}</main></body></html>`
}

function endpoint(server: string, path: string, { summary, description, parameters, responses }: Operation): string {
  const rows = parameters.map(({ name, required, schema }) => `<tr><td><code>${escaped(name)}</code>${required ? ' *' : ''}</td><td>${escaped(kindOf(schema))}</td></tr>`)
  const refusals = Object.entries(responses).filter(([status]) => status !== '200')
  return `<section><h2><span class="get">GET</span><code>${escaped(path)}</code></h2><p><strong>${both(summary)}</strong></p><p>${escaped(description).replace(/`([^`]+)`/g, '<code>$1</code>')}</p>
<table><thead><tr><th>Tham số<br>Parameter</th><th>Kiểu<br>Kind</th></tr></thead><tbody>${rows.join('')}</tbody></table>
<details><summary>200</summary><pre>${escaped(JSON.stringify(responses['200']?.content['application/json']?.schema, null, 2))}</pre></details>
<details><summary>${refusals.map(([status]) => status).join(', ')}</summary><table>${refusals.map(([status, { description: text }]) => `<tr><td>${status}</td><td>${both(text)}</td></tr>`).join('')}</table></details></section>`
}

function kindOf(schema: Record<string, unknown>): string {
  if (Array.isArray(schema['enum'])) return (schema['enum'] as unknown[]).join(', ')
  const limits = [schema['minimum'] === undefined ? null : `≥ ${String(schema['minimum'])}`, schema['maximum'] === undefined || schema['maximum'] === Number.MAX_SAFE_INTEGER ? null : `≤ ${String(schema['maximum'])}`, schema['default'] === undefined ? null : `= ${String(schema['default'])}`]
  return [schema['format'] ?? schema['type'] ?? '', ...limits].filter(Boolean).join(' ')
}
