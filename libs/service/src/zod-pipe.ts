import { type PipeTransform } from '@nestjs/common'
import type { z } from 'zod'
import { refusal } from './refused-error.js'

/** Lets only what fits the schema into a handler; else 400 with every field and why. */
export class ZodPipe<T extends z.ZodType> implements PipeTransform<unknown, z.infer<T>> {
  constructor(private readonly schema: T) {}

  transform(value: unknown): z.infer<T> {
    const parsed = this.schema.safeParse(value ?? {})
    if (!parsed.success) throw refusal.badInput(parsed.error)
    return parsed.data
  }
}
