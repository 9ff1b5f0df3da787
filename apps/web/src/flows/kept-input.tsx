import { TextInput, type TextInputProps } from '@mantine/core'
import { useState } from 'react'

type Props = Omit<TextInputProps, 'value' | 'onChange' | 'defaultValue'> & { kept: string; keep: (text: string) => void; clean?: (text: string) => string }

/** A text that counts once the person is done with it (Enter, or away): each letter of a name would be a rename. */
export function KeptInput({ kept, keep, clean = (text) => text, ...input }: Props) {
  const [typed, setTyped] = useState<string | null>(null)
  const done = () => {
    if (typed !== null && typed.trim() !== '' && typed !== kept) keep(typed.trim())
    setTyped(null)
  }
  return (
    <TextInput
      size="sm"
      {...input}
      value={typed ?? kept}
      onChange={(event) => setTyped(clean(event.currentTarget.value))}
      onBlur={done}
      onKeyDown={(event) => {
        if (event.key === 'Enter') done()
        else if (event.key === 'Escape') setTyped(null)
      }}
    />
  )
}
