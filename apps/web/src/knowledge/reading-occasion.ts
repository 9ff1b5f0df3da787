import type { UseArticle } from '@app/contracts'

/** At which occasion an article is read: a call, or a look of one's own. */
export type ReadingOccasion = Pick<UseArticle, 'occasion' | 'callId'> & { number: string | null }
