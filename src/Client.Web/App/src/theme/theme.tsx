import { createContext, useContext, useEffect, useState, type ReactNode } from "react";

export type Theme = "dark" | "light";

const Context = createContext<{ theme: Theme; toggle: () => void }>({ theme: "dark", toggle: () => {} });
const query = window.matchMedia("(prefers-color-scheme: light)");

function chosen(): Theme | null {
  const value = document.documentElement.dataset["theme"];
  return value === "dark" || value === "light" ? value : null;
}

/** The system's preference until somebody chooses; the choice is remembered. */
export function ThemeProvider({ children }: { children: ReactNode }) {
  const [theme, setTheme] = useState<Theme>(chosen() ?? (query.matches ? "light" : "dark"));

  useEffect(() => {
    const follow = () => {
      if (chosen() === null) setTheme(query.matches ? "light" : "dark");
    };
    query.addEventListener("change", follow);
    return () => query.removeEventListener("change", follow);
  }, []);

  function toggle() {
    const next = theme === "dark" ? "light" : "dark";
    document.documentElement.dataset["theme"] = next;
    try {
      localStorage.setItem("theme", next);
    } catch {
      // Storage is closed to this page: the choice lasts until it is left.
    }
    setTheme(next);
  }

  return <Context.Provider value={{ theme, toggle }}>{children}</Context.Provider>;
}

export function useTheme() {
  return useContext(Context);
}
