/** The pause of an operator whose page or network went in a talk, while the citizen waits for them (extensions.conf, talk-ended). */
export const BROKEN_OFF = 'broken-off'

/** The pause of an operator whose page took a broken talk not back: its sound finds no way (extensions.conf, broken-off). */
export const SOUND_LOST = 'sound-lost'

/** On the INVITE of a talk that goes on: the page answers it by itself. */
export const RESUMED_HEADER = 'X-Hotline-Resumed'

/** Its value where the talk is one that the operator began. */
export const RESUMED_OWN_CALL = 'own-call'

/** Hang-up cause (Q.850, temporary failure) of a leg that ended against its operator's will. */
export const BROKEN_OFF_CAUSE = 41
