export { decide } from './decide.js'
export { FLOW_LANGUAGES, promptsOf, type Flow, type FlowLanguage, type FlowNode } from './flow.js'
export { beginFlow, readFlowState, type FlowEffect, type FlowEvent, type FlowState } from './flow-state.js'
export { parseFlow, type FlowFault, type FlowFaultCode, type FlowWorld } from './parse-flow.js'
