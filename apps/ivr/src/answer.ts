/** What a flow's question was answered with. */
export interface Answer {
  /** Name of an exit of the node that asks. */
  exit: string
  variables: Record<string, string>
}
