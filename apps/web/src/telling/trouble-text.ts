import { OUTGOING_TROUBLES } from '@app/contracts'
import type { TFunction } from 'i18next'

/** Why a message did not arrive: our own word for it, or what the other side said. */
export const troubleText = (t: TFunction, trouble: string): string => {
  const known = OUTGOING_TROUBLES.find((word) => word === trouble)
  return known ? t(`telling.trouble.${known}`) : trouble
}
