// Asks before points and comments that are not saved yet are left behind.
const form = document.getElementById("grading");
let isSaved = true;
form?.addEventListener("input", () => { isSaved = false; });
form?.addEventListener("submit", () => { isSaved = true; });
addEventListener("beforeunload", (event) => { if (!isSaved) event.preventDefault(); });
