/** Content security of the follow pages: nothing but our own style sheet and our own forms. */
export const FOLLOW_POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
