import { RefusedError } from '@app/service'

export const badDirectoryField = (path: string, message: { vi: string; en: string }) => new RefusedError(400, { code: 'bad-input', message, details: [{ path, message: message.en }] })
