// Quick exit on the Hub's pages, and the switch that shows the PIN.
const exit = document.getElementById("exit");
const show = document.getElementById("show");

function leave() {
  document.documentElement.hidden = true;
  document.title = "";
  navigator.sendBeacon(exit.dataset.end);
  location.replace(exit.href);
}

function pressedInARow(key, times, within = 1500) {
  let presses = [];
  return (event) => {
    presses = event.key === key ? [...presses, event.timeStamp].filter((at) => event.timeStamp - at < within) : [];
    return presses.length >= times;
  };
}

exit?.addEventListener("click", (event) => {
  event.preventDefault();
  leave();
});

const ways = [pressedInARow("Escape", 2), pressedInARow("Shift", 3)];
addEventListener("keydown", (event) => {
  if (!event.repeat && ways.map((way) => way(event)).some(Boolean)) leave();
});

// Back from the page behind: nothing of this one is shown again.
addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});

show?.addEventListener("change", () => show.form.classList.toggle("is-shown", show.checked));
