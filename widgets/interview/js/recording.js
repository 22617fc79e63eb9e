// Her voice, kept in this page's memory alone: no byte of it is sent, and it is gone when the screen is.
const SETTINGS = { audioBitsPerSecond: 16000 };
const TYPES = ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg;codecs=opus"];

// Why she can't record here, as a code of the texts; empty if she can.
export function obstacle() {
  if (!isSecureContext) return "insecure";
  if (!navigator.mediaDevices?.getUserMedia || !globalThis.MediaRecorder) return "unknown";
  return "";
}

const REASONS = { NotAllowedError: "denied", SecurityError: "denied", NotFoundError: "absent", NotReadableError: "absent" };
export const reasonOf = (error) => REASONS[error.name] || "unknown";

// Begins at once; `stop()` resolves to {url, seconds}. Raises the browser's error without a microphone.
export async function record() {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const recorder = new MediaRecorder(stream, { ...SETTINGS, mimeType: TYPES.find((type) => MediaRecorder.isTypeSupported(type)) });
  const parts = [];
  const since = performance.now();
  recorder.addEventListener("dataavailable", ({ data }) => parts.push(data));
  recorder.start();
  const release = () => stream.getTracks().forEach((track) => track.stop());
  return {
    seconds: () => Math.round((performance.now() - since) / 1000),
    cancel() {
      release();
    },
    async stop() {
      const seconds = (performance.now() - since) / 1000;
      const stopped = new Promise((resolve) => recorder.addEventListener("stop", resolve, { once: true }));
      recorder.stop();
      await stopped;
      release();
      return { url: URL.createObjectURL(new Blob(parts, { type: recorder.mimeType })), seconds };
    },
  };
}
