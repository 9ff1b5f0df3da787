import { z } from 'zod'

/** Exit status for "the configuration is wrong" (sysexits.h EX_CONFIG): a supervisor need not try again at once. */
export const EXIT_BAD_SETTINGS = 78

/** Environment variables that do not fit the schema, each with its name and why. */
export class BadSettings extends Error {
  constructor(readonly faults: { name: string; why: string }[]) {
    super(`Settings do not fit:\n${faults.map((f) => `  ${f.name}: ${f.why}`).join('\n')}`)
  }
}

/**
 * Reads an app's settings from the environment once, at start. An empty value counts as absent.
 * @throws BadSettings naming every variable that does not fit.
 */
export function parseSettings<T extends z.ZodType>(schema: T, environment: NodeJS.ProcessEnv): z.infer<T> {
  const present = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''))
  const parsed = schema.safeParse(present)
  if (parsed.success) return parsed.data
  throw new BadSettings(parsed.error.issues.map((issue) => ({ name: issue.path.join('.') || '(all)', why: issue.message })))
}

/** As {@link parseSettings} on this process's environment; prints what is wrong and exits with 78 when they do not fit. */
export function readSettings<T extends z.ZodType>(schema: T): z.infer<T> {
  try {
    return parseSettings(schema, process.env)
  } catch (error) {
    if (!(error instanceof BadSettings)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exit(EXIT_BAD_SETTINGS)
  }
}

/** Where every app listens. */
export const ListenSettings = z.object({ LISTEN_HOST: z.string().default('127.0.0.1') })

/** A TCP port from the environment. */
/** Hosts, perhaps with a port, with commas between them; none by default. */
export const HostList = z
  .string()
  .default('')
  .transform((text) => text.split(',').map((host) => host.trim().toLowerCase()).filter(Boolean))

export const PortSetting = z.coerce.number().int().min(1).max(65535)
