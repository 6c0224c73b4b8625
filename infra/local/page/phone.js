// What this phone does and hears: the server plays Zalo.

const KEPT = "citizen";

// Calls `heard` with ("state" | "bubble" | "way", data), and `lost` with whether the connection is gone.
export async function connect({ heard, lost }) {
  const user = sessionStorage.getItem(KEPT) ?? (await newCitizen());
  const stream = new EventSource(`/api/citizens/${user}/stream`);
  for (const name of ["state", "bubble", "way"]) {
    stream.addEventListener(name, (event) => heard(name, JSON.parse(event.data)));
  }
  stream.addEventListener("open", () => lost(false));
  stream.addEventListener("error", () => lost(true));
  return {
    // False when the stack is not ready to take it.
    async act(action) {
      try {
        const answer = await fetch(`/api/citizens/${user}/actions`, {
          method: "POST",
          headers: { "Content-Type": "application/json" },
          body: JSON.stringify(action),
        });
        return answer.ok;
      } catch {
        return false;
      }
    },
  };
}

export function forget() {
  sessionStorage.removeItem(KEPT);
}

async function newCitizen() {
  const answer = await fetch("/api/citizens", { method: "POST" });
  // Ids are text: they have more digits than a number holds.
  const { user } = await answer.json();
  sessionStorage.setItem(KEPT, user);
  return user;
}

export async function network() {
  const answer = await fetch("/api/network");
  return answer.ok ? answer.json() : { zone: "", view: null, stops: [], lines: [] };
}
