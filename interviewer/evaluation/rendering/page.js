// The address after '#' names the items to show: kind=answer&point=why-dual&label=full
const rows = [...document.querySelectorAll("#items tbody tr")];
function filter(jump) {
  const hash = location.hash.slice(1);
  const wanted = hash.includes("=") ? [...new URLSearchParams(hash)] : [];
  let count = 0;
  for (const row of rows) {
    const fits = wanted.every(([name, value]) => row.dataset[name] === value);
    row.hidden = !fits;
    count += fits;
  }
  const told = wanted.map(([name, value]) => `${name} ${value}`).join(", ") || "all";
  document.querySelector("#told").textContent = `${count} of ${rows.length}: ${told}`;
  if (jump && wanted.length) document.querySelector("#filter").scrollIntoView();
}
addEventListener("hashchange", () => filter(true));
filter(true);
