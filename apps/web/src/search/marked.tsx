import { Mark } from '@mantine/core'
import { Fragment } from 'react'
import { shownPart } from './shown-part.js'

/** A text with what was searched for marked in it; a long one begins shortly before the first mark. */
export function Marked({ text, marks }: { text: string; marks: readonly [number, number][] | undefined }) {
  if (!marks || marks.length === 0) return text
  const { pieces, cut } = shownPart(text, marks)
  return (
    <>
      {cut && '… '}
      {pieces.map(({ words, marked }, i) => (marked ? <Mark key={i}>{words}</Mark> : <Fragment key={i}>{words}</Fragment>))}
    </>
  )
}
