export { fillRequestTemplate, placeOf, type TemplatePlace } from './request-template.js'
export { RequestHeaders } from './request-headers.js'
