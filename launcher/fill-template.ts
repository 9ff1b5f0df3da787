/** Fills `{{NAME}}` in a configuration file. @throws Error naming a placeholder that has no value */
export function fillTemplate(file: string, text: string, values: Record<string, string | number>): string {
  return text.replace(/\{\{([A-Z_]+)\}\}/g, (_, name: string) => {
    const value = values[name]
    if (value === undefined) throw new Error(`${file} asks for {{${name}}}, which nobody gives`)
    return String(value)
  })
}
