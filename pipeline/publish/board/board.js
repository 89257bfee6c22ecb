"use strict";
(function () {
  var form = document.querySelector(".filters"), box = document.getElementById("rows");
  ["goto-j", "goto-p"].forEach(function (id) {
    var select = document.getElementById(id);
    if (select) select.addEventListener("change", function () { location.href = select.value; });
  });
  if (!form) return;
  var rows = Array.prototype.slice.call(box.children), shown = document.getElementById("shown");
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  rows.forEach(function (row, place) { row.place = place; });
  function compare(order) {
    return function (a, b) {
      if (order === "g") return a.dataset.g - b.dataset.g || a.place - b.place;
      if (order === "r") return b.dataset.r - a.dataset.r || a.place - b.place;
      if (order === "u") return a.dataset.u.localeCompare(b.dataset.u, "zh") || a.place - b.place;
      return a.place - b.place;
    };
  }
  var order = "";
  function apply() {
    var words = form.q.value.trim().toLowerCase(), count = 0;
    rows.forEach(function (row) {
      var fits = ["v", "k", "u", "l", "s"].every(function (key) {
        return !form[key] || !form[key].value || row.dataset[key] === form[key].value;
      }) && (!words || row.textContent.toLowerCase().indexOf(words) >= 0);
      row.hidden = !fits;
      count += fits ? 1 : 0;
    });
    shown.textContent = count + "条";
    if (form.o.value !== order) {
      order = form.o.value;
      rows.slice().sort(compare(order)).forEach(function (row) { box.appendChild(row); });
    }
  }
  form.addEventListener("input", apply);
  function follow() {
    var hash = location.hash.slice(1), choice = /^([vkuls])=(.*)$/.exec(hash), key, target;
    if (choice) {
      ["v", "k", "u", "l", "s"].forEach(function (name) { if (form[name]) form[name].value = ""; });
      form.q.value = "";
      if (form[choice[1]]) form[choice[1]].value = decodeURIComponent(choice[2]);
      apply();
      document.getElementById("list").scrollIntoView();
      return;
    }
    try { key = decodeURIComponent(hash); } catch (error) { return; }
    target = document.getElementById(key);
    if (!target) return;
    if (target.hidden) { form.reset(); apply(); }
    for (var node = target; node; node = node.parentElement) if (node.tagName === "DETAILS") node.open = true;
    target.scrollIntoView();
  }
  window.addEventListener("hashchange", follow);
  document.addEventListener("click", function (event) {
    var to = event.target.getAttribute && event.target.getAttribute("data-to");
    if (to) location.hash = encodeURIComponent(to);
  });
  window.addEventListener("beforeprint", apply);
  if (location.hash) follow();
})();
