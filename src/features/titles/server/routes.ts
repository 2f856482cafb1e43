import { command } from '#platform/server/serve.ts'
import * as contract from '../contract.ts'
import { signRecognition } from './recognition.ts'

export const routes = {
  signRecognition: command(contract.signRecognition, signRecognition),
}
