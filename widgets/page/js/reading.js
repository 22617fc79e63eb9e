// Brings the speakers where something can be heard: a recording of ours, or a voice of this phone itself.
import { urlOf } from "onward/page/text";

const SOON = 400; // ms after the first screen: what she came for goes first
const { spoken = [] } = JSON.parse(document.querySelector("#onward")?.textContent || "{}");
const speech = globalThis.speechSynthesis;
const hasVoice = () => spoken.length || speech?.getVoices().some(({ localService }) => localService);

export function readAloud(model, el) {
  let isThere = !urlOf("aloud");
  const bring = () => {
    if (isThere || !hasVoice()) return;
    isThere = true;
    import("onward/aloud/aloud").then(({ start }) => start(model, el)).catch(() => {});
  };
  speech?.addEventListener?.("voiceschanged", bring);
  setTimeout(bring, SOON);
}
