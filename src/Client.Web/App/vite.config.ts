import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const server = "http://127.0.0.1:5180";

export default defineConfig({
  plugins: [react()],
  build: { outDir: "../wwwroot", emptyOutDir: true, sourcemap: false, assetsInlineLimit: 0 },
  server: { host: "127.0.0.1", proxy: { "/api": { target: server, changeOrigin: true } } },
});
