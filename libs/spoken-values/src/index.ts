export { PARTS, PAUSE, speak, SPOKEN_LANGUAGES, textOf, type SpokenLanguage, type SpokenValue } from './speak.js'
