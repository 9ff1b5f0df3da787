import type { Failure, Language } from '@app/contracts'

/** A request that got no good answer; carries the sentence a person is shown. */
export class RefusedRequest extends Error {
  constructor(
    /** HTTP status; 0 when no answer came at all. */
    readonly status: number,
    readonly failure: Failure,
  ) {
    super(failure.code)
  }
}

const UNREACHABLE: Failure = {
  code: 'unreachable',
  message: {
    vi: 'Không kết nối được với máy chủ. Vui lòng kiểm tra mạng rồi thử lại.',
    en: 'The server cannot be reached. Please check the network and try again.',
  },
}

export const unreachable = () => new RefusedRequest(0, UNREACHABLE)

/** Whether nobody was there to say yes or no: asked again later it may go. */
export const isAway = (error: unknown): boolean => error instanceof RefusedRequest && (error.status === 0 || error.status >= 500)

export function isFailure(value: unknown): value is Failure {
  if (typeof value !== 'object' || value === null || !('code' in value) || !('message' in value)) return false
  const { message } = value as { message: unknown }
  return typeof message === 'object' && message !== null && 'vi' in message && 'en' in message
}

/** The sentence for a person, whatever was thrown. */
export const failureSentence = (error: unknown, language: Language): string => (error instanceof RefusedRequest ? error.failure : UNREACHABLE).message[language]
