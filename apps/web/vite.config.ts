import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  root: here('.'),
  plugins: [react()],
  resolve: { alias: Object.fromEntries(['contracts', 'flow', 'ticket-code', 'message-template', 'request-template'].map((lib) => [`@app/${lib}`, here(`../../libs/${lib}/src/index.ts`)])) },
  build: { outDir: here('../../dist/apps/web'), emptyOutDir: true, chunkSizeWarningLimit: 700 },
})
