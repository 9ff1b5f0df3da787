export { FIELD_NAME, LONGEST_PATTERN_TEXT, LONGEST_TEXT, MOST_FIELDS, parseForm } from './check-form.js'
export { checkValues, faultSentence } from './check-values.js'
export { DIALECT, emptyForm, FIELD_KINDS, kindOf, type FieldKind, type FieldValue, type FieldValues, type FormFault, type FormField, type FormSchema } from './form-schema.js'
export { showValue } from './show-value.js'
