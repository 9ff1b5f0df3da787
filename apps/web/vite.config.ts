import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  root: here('.'),
  plugins: [react()],
  resolve: { alias: Object.fromEntries(['contracts', 'deadline-rules', 'flow', 'message-template', 'request-template', 'ticket-code', 'ticket-form'].map((lib) => [`@app/${lib}`, here(`../../libs/${lib}/src/index.ts`)])) },
  build: { outDir: here('../../dist/apps/web'), emptyOutDir: true, chunkSizeWarningLimit: 700 },
})
