import { z } from 'zod'

/** Whether a caller may be asked for a rating now. */
export const SurveyDue = z.object({ due: z.boolean() })
export type SurveyDue = z.infer<typeof SurveyDue>
