/* The television's floor board: one stream of whole boards, drawn as they come. Written for old televisions: a plain
   script, no modules, nothing newer than ES2017. Whatever comes from the factory is put in as text, never as markup. */
(function () {
  'use strict';

  var STALE_MS = 10000;      // older numbers are veiled
  var DEAD_MS = 8000;        // the server says something every two seconds; after this silence the line is dead
  var TURN_MS = 12000;       // how long a page of lines stays
  var RENEW_MS = 10 * 60000; // an access token lives fifteen minutes
  var LONGEST_WAIT_MS = 15000;
  var NEEDS = {
    MACHINE: 'Machine', NEEDLE: 'Needle', MATERIAL: 'Material', QUALITY: 'Quality', PAY: 'Pay', HELP: 'Help'
  };

  var board = null, page = 0, turnedAt = Date.now(), tries = 0;
  var token = '', isKiosks = false;
  var skewMs = Infinity;     // the least that our clock was ever ahead of a board's moment: clocks' difference and the way
  var heardAt = 0, call = null;

  function at(id) { return document.getElementById(id); }
  function make(tag, name, text) {
    var one = document.createElement(tag);
    if (name) { one.className = name; }
    if (text !== undefined) { one.textContent = text; }
    return one;
  }
  function add(parent) {
    for (var n = 1; n < arguments.length; n++) { parent.appendChild(arguments[n]); }
    return parent;
  }
  function many(count, one, more) { return count.toLocaleString() + ' ' + (count === 1 ? one : more); }
  function clock(moment) {  // the factory's, whatever the television believes
    return new Date(moment).toLocaleTimeString('en-GB', {
      hour: '2-digit', minute: '2-digit', timeZone: board.zone || undefined
    });
  }
  function age(ms) {
    var s = Math.max(0, Math.round(ms / 1000));
    if (s < 2) { return 'now'; }
    return s < 120 ? many(s, 'second ago', 'seconds ago') : many(Math.floor(s / 60), 'minute ago', 'minutes ago');
  }

  /* ---- what is shown */

  function layout(count) {
    var isTall = window.innerHeight > window.innerWidth;
    var shapes = [[1, 1], [2, 1], [2, 2], [3, 2]];
    var shape = shapes.filter(function (s) { return s[0] * s[1] >= count; })[0] || shapes[3];
    return isTall ? { columns: shape[1], rows: shape[0], isTall: true }
                  : { columns: shape[0], rows: shape[1], isTall: false };
  }

  function draw() {
    if (!board) { return; }
    var lines = board.lines, grid = layout(lines.length), room = grid.columns * grid.rows;
    var pages = Math.max(1, Math.ceil(lines.length / room));
    if (Date.now() - turnedAt >= TURN_MS) { page += 1; turnedAt = Date.now(); }
    page = page % pages;
    at('shift').textContent = board.shift.charAt(0) + board.shift.slice(1).toLowerCase() + ' · ' + clock(board.starts_at) + '–' + clock(board.ends_at);
    at('pages').textContent = pages > 1 ? 'Page ' + (page + 1) + ' of ' + pages : '';
    drawCalls();
    var main = at('lines');
    main.textContent = '';
    main.className = (room > 2 ? 'many' : 'few') + (grid.isTall ? ' tall' : '');
    main.style.gridTemplateColumns = 'repeat(' + grid.columns + ', minmax(0, 1fr))';
    main.style.gridTemplateRows = 'repeat(' + grid.rows + ', minmax(0, 1fr))';
    lines.slice(page * room, (page + 1) * room).forEach(function (line) { main.appendChild(tile(line, room <= 2)); });
    main.hidden = !lines.length;
    say(lines.length ? null : ['No lines', 'No sewing line has been set up. An admin can add one.']);
    tick();
  }

  function turn(event) {
    var by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!by || !board || !at('door').hidden) { return; }
    page = Math.max(0, page + by);
    turnedAt = Date.now();
    draw();
  }

  function say(words) {
    var empty = at('empty');
    empty.hidden = !words;
    if (words) { empty.children[0].textContent = words[0]; empty.children[1].textContent = words[1]; }
  }

  function drawCalls() {
    var row = at('calls');
    row.textContent = '';
    board.calls.forEach(function (one) {
      var place = [one.line, one.station].filter(Boolean).join(', ');
      var words = '⚠ ' + (NEEDS[one.needs] || one.needs) + (place ? ' · ' + place : '') + ' · ' +
        many(Math.max(0, Math.floor((Date.parse(board.at) - Date.parse(one.at)) / 60000)), 'minute', 'minutes');
      row.appendChild(make('p', 'pill wrong', words));
    });
    while (row.children.length > 1 && row.scrollHeight > row.clientHeight + 1) { shorten(row); }
  }

  function shorten(row) {
    var last = row.lastChild, hidden = Number(last.dataset.hidden || 0);
    if (hidden) { row.removeChild(last); }
    row.removeChild(row.lastChild);
    var more = make('p', 'pill wrong', many(hidden + 1, 'more call', 'more calls'));
    more.dataset.hidden = hidden + 1;
    row.appendChild(more);
  }

  function tile(line, isLong) {
    var ahead = line.garments - line.target, known = line.target > 0;
    var pace = !known ? ['note', '○ No target'] : ahead > 0 ? ['right', '▲ ' + ahead.toLocaleString() + ' ahead']
      : ahead < 0 ? ['ask', '▼ ' + (-ahead).toLocaleString() + ' behind'] : ['right', '● On target'];
    var top = add(make('div', 'top'), make('h2', '', line.name), make('p', 'pill ' + pace[0], pace[1]));
    var of = known ? 'of ' + many(line.target, 'garment', 'garments') : line.garments === 1 ? 'garment' : 'garments';
    var count = add(make('div', 'count'), make('b', '', line.garments.toLocaleString()), make('span', '', of));
    var words = make('p', 'say');
    add(words, strong('Efficiency ', line.efficiency === null ? '–' : Math.round(Number(line.efficiency)) + '%'),
      strong('', line.present.toLocaleString(), line.present === 1 ? ' person' : ' people'));
    if (!isLong) { return add(make('article'), top, count, words, bars(line.hours), most(line)); }
    var left = add(make('div', 'numbers'), count, words, bars(line.hours));
    var right = add(make('div', 'work'), operations(line), stations(line));
    return add(make('article'), top, add(make('div', 'long'), left, right));
  }

  function strong(before, text, after) {
    var one = make('span', '', before);
    one.appendChild(make('b', '', text));
    one.appendChild(document.createTextNode(after || ''));
    return one;
  }

  function bars(hours) {
    var row = make('div', 'bars'), top = 1;
    hours.forEach(function (one) { top = Math.max(top, one.garments, one.target); });
    hours.forEach(function (one) {
      var bar = make('div', 'bar'), made = make('i', one.garments < one.target ? 'short' : ''), target = make('u');
      made.style.height = 100 * one.garments / top + '%';
      target.style.bottom = 100 * one.target / top + '%';
      add(bar, made);
      if (one.target) { bar.appendChild(target); }
      add(row, add(make('div'), make('small', '', one.garments.toLocaleString()), bar,
        make('small', '', clock(one.hour).slice(0, 2))));
    });
    return row;
  }

  function minutes(one) { return Math.round(Number(one.waiting_min)).toLocaleString() + ' min'; }
  function waits(one) { return one.waiting.toLocaleString() + ' waiting, ' + minutes(one); }

  function most(line) {
    var row = make('p', 'most'), one = line.operations.filter(function (op) { return op.is_bottleneck; })[0];
    if (!one) { return row; }
    return add(row, make('b', 'pill ask', 'Bottleneck'), make('span', '', one.name + ' · ' + minutes(one)));
  }

  function operations(line) {
    var table = make('table');
    line.operations.forEach(function (one) {
      var row = add(make('tr', one.is_bottleneck ? 'is-most' : ''), make('td', '', one.name),
        make('td', 'number', one.pieces.toLocaleString()),
        make('td', '', one.waiting ? waits(one) : 'none waiting'), make('td', '', one.is_bottleneck ? '◀ Bottleneck' : ''));
      table.appendChild(row);
    });
    return table;
  }

  function stations(line) {
    var list = make('ul');
    line.stations.forEach(function (one) {
      var last = [many(one.pieces, 'piece', 'pieces')].concat(one.seen_at ? clock(one.seen_at) : []);
      add(list, add(make('li'), make('span', '', one.name), make('b', '', one.worker || 'Nobody'),
        make('span', '', last.join(' · '))));
    });
    return list;
  }

  function tick() {
    var pill = at('fresh');
    if (!board) { return; }
    var old = Date.now() - Date.parse(board.at) - skewMs, isOld = old > STALE_MS;
    pill.textContent = (isOld ? '◷ Old numbers · ' : '● Live · ') + age(old);
    pill.className = 'pill ' + (isOld ? 'ask' : 'right');
    at('lines').classList.toggle('is-old', isOld);
  }

  /* ---- where it comes from */

  function took(text) {
    board = JSON.parse(text);
    skewMs = Math.min(skewMs, Date.now() - Date.parse(board.at));
    draw();
  }

  function listen() {
    call = new AbortController();
    heardAt = Date.now();
    fetch('api/floor/stream', { headers: { Authorization: 'Bearer ' + token }, cache: 'no-store', signal: call.signal })
      .then(function (answer) {
        if (answer.status === 401) { return renew(); }
        if (answer.status === 403) { return askIn('This account may not see the board.'); }
        if (!answer.ok) { throw new Error(String(answer.status)); }
        return read(answer.body.getReader());
      })
      .catch(again);
  }

  function read(reader) {
    var text = '', decoder = new TextDecoder();
    function next() {
      return reader.read().then(function (part) {
        if (part.done) { throw new Error('the stream ended'); }
        heardAt = Date.now();
        text += decoder.decode(part.value, { stream: true }).replace(/\r/g, '');
        var end = text.lastIndexOf('\n\n');
        if (end >= 0) {
          var whole = text.slice(0, end).split('\n\n');
          text = text.slice(end + 2);
          tellLast(whole);
        }
        return next();
      });
    }
    return next();
  }

  function tellLast(events) {
    var boards = events.map(function (event) {
      return event.split('\n').filter(function (line) { return line.indexOf('data:') === 0; })
        .map(function (line) { return line.slice(5); }).join('\n');
    }).filter(Boolean);
    if (boards.length) { tries = 0; took(boards[boards.length - 1]); }
  }

  function again() {
    if (!board) { at('fresh').textContent = 'Connecting …'; }
    var wait = Math.min(LONGEST_WAIT_MS, 1000 * Math.pow(2, tries++));
    setTimeout(listen, wait / 2 + Math.random() * wait / 2);
  }

  function watch() {
    if (call && Date.now() - heardAt > DEAD_MS) { heardAt = Date.now(); call.abort(); }
  }

  /* ---- who may see it */

  function post(path, body) {
    return fetch(path, {
      method: 'POST', headers: { 'Content-Type': 'application/json' }, credentials: 'same-origin', cache: 'no-store',
      body: body === undefined ? undefined : JSON.stringify(body)
    });
  }

  function renew() {
    if (isKiosks) { return askIn('This token is not valid any more.'); }
    return post('api/auth/refresh').then(function (answer) {
      if (answer.status === 401) { return askIn(''); }
      if (!answer.ok) { throw new Error(String(answer.status)); }
      return answer.json().then(function (said) { token = said.access_token; listen(); });
    });
  }

  function keep() {
    if (!token || isKiosks) { return; }
    post('api/auth/refresh').then(function (answer) {
      return answer.ok ? answer.json().then(function (said) { token = said.access_token; }) : null;
    }).catch(function () { /* the next one will, or the stream asks again when it ends */ });
  }

  function askIn(why) {
    board = null; token = ''; isKiosks = false;
    at('door').hidden = false;
    at('lines').hidden = true;
    at('calls').textContent = '';
    say(null);
    at('fresh').textContent = 'Signed out';
    at('fresh').className = 'pill note';
    at('sorry').textContent = why;
    at('door').elements.email.focus();
  }

  function signIn(event) {
    event.preventDefault();
    var form = at('door');
    at('sorry').textContent = '';
    post('api/auth/login', { email: form.elements.email.value, password: form.elements.password.value })
      .then(function (answer) {
        return answer.json().then(function (said) {
          if (!answer.ok) { at('sorry').textContent = said.error; return; }
          form.elements.password.value = '';
          form.hidden = true;
          token = said.access_token;
          listen();
        });
      })
      .catch(function () { at('sorry').textContent = 'The server does not answer. Try again.'; });
  }

  function begin() {
    var theme = /[?&]theme=(light|dark)/.exec(location.search);
    if (theme) { document.documentElement.dataset.theme = theme[1]; }
    var given = /token=([\w.~-]+)/.exec(location.hash);
    at('door').addEventListener('submit', signIn);
    window.addEventListener('resize', draw);
    document.addEventListener('keydown', turn);
    setInterval(function () { watch(); if (Date.now() - turnedAt >= TURN_MS) { draw(); } else { tick(); } }, 1000);
    setInterval(keep, RENEW_MS);
    if (given) { token = given[1]; isKiosks = true; listen(); } else { renew().catch(again); }
  }

  begin();
}());
