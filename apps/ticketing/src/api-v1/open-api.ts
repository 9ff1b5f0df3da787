import { DocumentBuilder, type OpenAPIObject } from '@nestjs/swagger'
import { Failure } from '@app/contracts'
import { z } from 'zod'
import { V1_ENDPOINTS, type V1Endpoint } from './v1-endpoints.js'

type Schema = Record<string, unknown>

const REFUSALS = {
  400: 'Dữ liệu gửi lên chưa đúng. | What was sent does not fit.',
  401: 'Thiếu khóa, khóa sai, hết hạn hoặc đã thu hồi. | No key, or one that is wrong, expired or revoked.',
  403: 'Khóa không có quyền này. | The key may not read this.',
  429: 'Quá nhiều yêu cầu trong một phút; xem đầu đề Retry-After. | Too many requests in a minute; see the header Retry-After.',
  503: 'Cơ sở dữ liệu tạm thời chưa sẵn sàng. | The database is away for the moment.',
} as const

/** `format: date` says more than zod's pattern of it. */
const READABLE: Parameters<typeof z.toJSONSchema>[1] = {
  unrepresentable: 'any',
  override: ({ jsonSchema }) => {
    if (jsonSchema.format !== undefined) delete jsonSchema.pattern
  },
}

/** Version 1 as an OpenAPI document, made of the very schemas that check requests and describe answers. */
export function openApi(address: string): OpenAPIObject {
  const about = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Tổng đài 1022 – API v1')
    .setVersion('1')
    .setDescription('Số liệu của tổng đài 1022 cho hệ thống khác, cùng nguồn với các màn hình. Khóa do quản trị viên cấp. | Figures of the 1022 hotline for other systems, from the same services as the screens. Keys are given by an administrator.')
    .addServer(address)
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'Authorization: Bearer hl1022_…' }, 'key')
    .build()
  return { ...about, paths: Object.fromEntries(V1_ENDPOINTS.map((endpoint) => [endpoint.path, { get: operation(endpoint) }])), components: { ...about.components, schemas: { Failure: answerSchema(Failure) } } } as unknown as OpenAPIObject
}

function operation({ name, right, summary, description, parts, query, answer }: V1Endpoint): Schema {
  const failure = { 'application/json': { schema: { $ref: '#/components/schemas/Failure' } } }
  return {
    operationId: name,
    summary: `${summary.vi} | ${summary.en}`,
    description: `${description.vi}\n\n${description.en}\n\nQuyền | Right: \`${right}\``,
    security: [{ key: [] }],
    parameters: [...Object.entries(parts).map(([part, schema]) => ({ name: part, in: 'path', required: true, schema: answerSchema(schema) })), ...queryParameters(query)],
    responses: {
      200: {
        description: `${summary.vi} | ${summary.en}`,
        headers: Object.fromEntries((['RateLimit-Limit', 'RateLimit-Remaining', 'RateLimit-Reset'] as const).map((header) => [header, { schema: { type: 'integer' } }])),
        content: { 'application/json': { schema: answerSchema(answer) } },
      },
      ...Object.fromEntries(Object.entries(REFUSALS).map(([status, text]) => [status, { description: text, ...(status === '429' && { headers: { 'Retry-After': { schema: { type: 'integer' } } } }), content: failure }])),
    },
  }
}

/** Of what may be sent; a field with a default need not be. */
function queryParameters(query: z.ZodObject): Schema[] {
  const { properties = {} } = z.toJSONSchema(query, READABLE) as { properties?: Record<string, Schema> }
  return Object.entries(properties).map(([field, schema]) => ({ name: field, in: 'query', required: !query.shape[field]?.safeParse(undefined).success, schema }))
}

const answerSchema = (schema: z.ZodType): Schema => plain(z.toJSONSchema(schema, READABLE))

/** The dialect is the document's. */
function plain({ $schema: _, ...schema }: Schema): Schema {
  return schema
}
