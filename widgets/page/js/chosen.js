// A list of names in her record, tapped on and off.
import { toggles } from "onward/page/toggles";

export function chosen({ saving }, path, options) {
  const now = () => saving.read(...path) || [];
  const flip = (id, isOn) => {
    const others = now().filter((each) => each !== id);
    saving.put(path, isOn ? [...others, id] : others);
  };
  return toggles(options, { isOn: (id) => now().includes(id), flip });
}
