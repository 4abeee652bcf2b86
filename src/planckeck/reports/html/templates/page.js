"use strict";
(function () {
  var root = document.documentElement;
  root.classList.add("js");

  document.querySelectorAll(".languages button").forEach(function (button, _, all) {
    button.addEventListener("click", function () {
      root.dataset.show = button.dataset.show;
      root.lang = button.dataset.show === "both" ? root.lang : button.dataset.show;
      all.forEach(function (one) { one.setAttribute("aria-pressed", String(one === button)); });
    });
  });

  document.querySelectorAll("table.live").forEach(function (table) {
    var body = table.tBodies[0];
    var groups = [];
    Array.prototype.forEach.call(body.rows, function (row) {
      if (row.classList.contains("unit") && groups.length) { groups[groups.length - 1].rows.push(row); } else { groups.push({ rows: [row], order: groups.length }); }
    });
    var form = document.querySelector('form[data-for="' + table.id + '"]');
    var pager = document.querySelector('.pager[data-for="' + table.id + '"]');
    var size = Number(table.dataset.page) || Math.max(1, groups.length);
    var shown = groups;
    var page = 0;

    function wanted(row) {
      if (!form) { return true; }
      var text = form.elements.text.value.trim().toLowerCase();
      if (text && row.textContent.toLowerCase().indexOf(text) < 0) { return false; }
      return Array.prototype.every.call(form.querySelectorAll("select"), function (field) {
        return !field.value || row.dataset[field.name] === field.value;
      });
    }

    function show() {
      var pages = Math.max(1, Math.ceil(shown.length / size));
      page = Math.min(Math.max(page, 0), pages - 1);
      var from = page * size;
      var on = new Set(shown.slice(from, from + size));
      groups.forEach(function (group) {
        group.rows.forEach(function (row) {
          row.classList.toggle("out", !group.hit);
          row.classList.toggle("off", !on.has(group));
        });
      });
      if (pager) {
        var to = Math.min(from + size, shown.length);
        pager.querySelector("output").textContent = (shown.length ? from + 1 + "–" + to : "0") + " / " + shown.length + (shown.length < groups.length ? " (" + groups.length + ")" : "");
        pager.querySelector('[data-step="-1"]').disabled = page === 0;
        pager.querySelector('[data-step="1"]').disabled = page === pages - 1;
        pager.classList.toggle("single", pages === 1);
      }
    }

    function filter() {
      groups.forEach(function (group) { group.hit = group.rows.some(wanted); });
      shown = groups.filter(function (group) { return group.hit; });
      page = 0;
      show();
    }

    if (form) {
      form.addEventListener("input", filter);
      form.addEventListener("reset", function () { setTimeout(filter, 0); });
      form.addEventListener("submit", function (event) { event.preventDefault(); });
    }
    if (pager) {
      pager.addEventListener("click", function (event) {
        var step = event.target.dataset.step;
        if (step) { page += Number(step); show(); }
      });
    }

    function key(group, column, numeric) {
      var cell = group.rows[0].cells[column];
      var text = cell.dataset.s !== undefined ? cell.dataset.s : cell.textContent.trim();
      if (!numeric) { return cell.dataset.s !== undefined ? Number(text) : text; }
      return text === "" || isNaN(Number(text)) ? null : Number(text);
    }

    Array.prototype.forEach.call(table.tHead.rows[0].cells, function (head, column) {
      var button = head.querySelector("button");
      if (!button) { return; }
      var collator = new Intl.Collator(root.lang);
      button.addEventListener("click", function () {
        var down = head.getAttribute("aria-sort") === "ascending";
        Array.prototype.forEach.call(head.parentNode.cells, function (other) { other.removeAttribute("aria-sort"); });
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        var numeric = head.dataset.kind === "n";
        var keyed = groups.map(function (group) { return [key(group, column, numeric), group]; });
        keyed.sort(function (one, other) {
          var a = one[0], b = other[0];
          if (a === null || b === null) { return (a === null) - (b === null) || one[1].order - other[1].order; }
          var found = typeof a === "number" ? a - b : collator.compare(a, b);
          return (down ? -found : found) || one[1].order - other[1].order;
        });
        groups = keyed.map(function (pair) { return pair[1]; });
        var all = document.createDocumentFragment();
        groups.forEach(function (group) { group.rows.forEach(function (row) { all.appendChild(row); }); });
        body.appendChild(all);
        filter();
      });
    });
    filter();
  });
})();
