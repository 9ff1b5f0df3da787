/** Whether it looks like an e-mail address; the server looks closer. */
export const looksLikeMailAddress = (text: string): boolean => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text.trim())
