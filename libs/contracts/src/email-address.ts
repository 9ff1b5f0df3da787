import { z } from 'zod'
import { blankToNull } from './blank-to-null.js'

/** An e-mail address, or none. */
export const OptionalEmail = z.preprocess(blankToNull, z.email().max(254).nullable()).default(null)
