(function () {
  'use strict';
  var main = document.querySelector('main');
  var position = main.dataset.position, source, seen = Date.now(), busy = false, again = false, signed = 0, timer;
  // How long after a page that did not come it is asked for again; 0 while it comes. Over: the session has ended.
  var pause = 0, over = false;
  var zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  var told = zone && 'tz=' + zone.replace(/\//g, '~'), moved = told && document.cookie.indexOf(told) < 0;
  if (zone) document.cookie = told + ';path=/;max-age=31536000;samesite=lax' + (location.protocol === 'https:' ? ';secure' : '');

  var heard = document.createElement('p');
  heard.className = 'heard';
  heard.setAttribute('role', 'status');
  document.body.appendChild(heard);

  function said() {
    return Array.prototype.map.call(main.querySelectorAll('h1,header .state,.fault .state,[data-heard]'), function (each) {
      return each.textContent;
    }).join(', ');
  }

  function typed() {
    return Array.prototype.some.call(document.querySelectorAll('input:not([type=hidden]),textarea,option'), function (field) {
      return field.tagName === 'OPTION' ? field.selected && !field.defaultSelected : field.value !== field.defaultValue;
    });
  }

  function clock(time) {
    return new Date(time).toTimeString().slice(0, 5);
  }

  function lost(is) {
    var line = document.querySelector('.lost-line');
    document.body.classList.toggle('lost', is);
    if (is && !line) {
      line = document.createElement('p');
      line.className = 'notice lost-line';
      line.setAttribute('role', 'status');
      line.textContent = main.dataset.lost.replace('{0}', clock(seen));
      document.body.insertBefore(line, document.body.firstChild);
    } else if (!is && line) {
      line.remove();
    }
  }

  function alive() {
    if (pause) return;
    seen = Date.now();
    lost(false);
  }

  function place(element) {
    var all = Array.prototype.slice.call(main.querySelectorAll('a,button,input'));
    return all.indexOf(element);
  }

  function soon(millis) {
    clearTimeout(timer);
    timer = setTimeout(refresh, millis * (1 + Math.random() / 2));
  }

  function failed() {
    if (pause && !document.hidden) lost(true);
    pause = Math.min(2 * pause || 2000, 5000);
    soon(pause);
  }

  function refresh() {
    if (busy) { again = true; return; }
    if (document.hidden) return;
    if (typed()) { unheard(); soon(5000); return; }
    busy = true;
    var control = new AbortController(), limit = setTimeout(function () { control.abort(); }, 20000);
    fetch(location.href, {headers: {'X-Live': '1', 'Accept': 'text/html'}, credentials: 'same-origin', signal: control.signal}).then(function (response) {
      return response.text();
    }).then(function (text) {
      var next = new DOMParser().parseFromString(text, 'text/html');
      var fresh = next.querySelector('main'), feet = [document.querySelector('footer'), next.querySelector('footer')];
      var login = !feet[1] && next.querySelector('[name=password]');
      // What says no more than that it failed takes nobody's page away.
      if (!fresh || !feet[1] && !login) { failed(); return; }
      pause = 0;
      alive();
      if (typed()) { soon(5000); return; }
      var before = said(), focused = document.activeElement, key = focused && focused.getAttribute && (focused.getAttribute('href') || focused.id), index = place(focused);
      main.replaceWith(fresh);
      if (feet[0] && feet[1]) feet[0].replaceWith(feet[1]);
      main = fresh;
      document.title = next.title;
      if (said() !== before) heard.textContent = said();
      position = main.dataset.position || position;
      if (index >= 0) {
        var candidates = main.querySelectorAll('a,button,input'), target = candidates[index];
        for (var i = 0; key && i < candidates.length; i++) {
          if (candidates[i].getAttribute('href') === key || candidates[i].id === key) { target = candidates[i]; break; }
        }
        if (target) target.focus({preventScroll: true});
      }
      later();
      over = !!login;
      if (over) source.close();
      unheard();
    }).catch(failed).then(function () {
      clearTimeout(limit);
      busy = false;
      if (again) { again = false; refresh(); }
    });
  }

  function later() {
    clearTimeout(timer);
    var seconds = Number(main.dataset.refresh);
    if (seconds > 0) timer = setTimeout(refresh, seconds * 1000);
  }

  function concerns(topics) {
    var here = location.pathname.split('/');
    return here[1] !== 'servers' || !here[2] || topics.some(function (topic) { return topic === '*' || topic === here[2]; });
  }

  function unheard() {
    if (source.readyState === 2 && !over && !document.hidden) connect();
  }

  function connect() {
    if (source) source.close();
    source = new EventSource('/events?after=' + encodeURIComponent(position));
    source.onopen = alive;
    source.onmessage = function (event) {
      alive();
      position = event.lastEventId || position;
      if (concerns(event.data.split(' '))) refresh();
    };
    source.addEventListener('beat', alive);
    source.onerror = function () {
      var then = Date.now();
      setTimeout(function () { if (seen < then && !document.hidden) lost(true); }, 3000);
      if (source.readyState === 2) soon(2000);
    };
  }

  function sign() {
    if (Date.now() - signed > 15000) {
      signed = Date.now();
      fetch('/account', {method: 'HEAD', credentials: 'same-origin'}).catch(function () {});
    }
  }

  ['pointerdown', 'keydown', 'scroll'].forEach(function (kind) {
    addEventListener(kind, sign, {passive: true});
  });
  document.addEventListener('visibilitychange', function () {
    if (document.hidden) { if (source) source.close(); } else { if (!over) connect(); refresh(); }
  });
  setInterval(function () {
    if (!over && !document.hidden && Date.now() - seen > 25000) lost(true);
  }, 1000);
  connect();
  later();
  if (moved) refresh();
})();
