export { FactsAway, FactStream, type FactStreamOptions, type Following, type FollowOptions } from './fact-stream.js'
