// What people type to find frames: a regular expression, or plain text where it is none.

/** A test of names, or null for nothing; capital letters count only where some are typed. */
export function matcher(text) {
  if (!text) return null;
  const flags = /[A-Z]/.test(text) ? '' : 'i';
  try {
    const pattern = new RegExp(text, flags);
    return name => pattern.test(name);
  } catch {
    const plain = flags ? text.toLowerCase() : text;
    return name => (flags ? name.toLowerCase() : name).includes(plain);
  }
}
