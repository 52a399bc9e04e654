// Plain JavaScript: to strip types would count as time and memory of the program that is measured.

/** Loaded before a program whose memory somebody wants to know: its last line on standard error says the peak in KB. */
process.on('exit', () => {
  process.stderr.write(`\npeak-kb ${process.resourceUsage().maxRSS}\n`);
});
