/* The server's own description of itself, as a page: nothing is fetched from anywhere else. */
(function () {
  'use strict';

  var METHODS = ['get', 'post', 'put', 'patch', 'delete'];
  var DEEP = 6;  // shapes within shapes that are spelled out
  var told = null;

  function make(tag, text) {
    var one = document.createElement(tag);
    if (text !== undefined) { one.textContent = text; }
    return one;
  }
  function add(parent) {
    for (var n = 1; n < arguments.length; n++) { parent.appendChild(arguments[n]); }
    return parent;
  }
  function resolved(shape) {
    while (shape && shape.$ref) { shape = told.components.schemas[shape.$ref.split('/').pop()]; }
    return shape || {};
  }

  /* An example of a shape: its own where it has one, else made of its types. */
  function example(given, depth) {
    var shape = resolved(given), one;
    if (shape.example !== undefined) { return shape.example; }
    if (shape.examples && shape.examples.length) { return shape.examples[0]; }
    if (shape.default !== undefined && shape.default !== null) { return shape.default; }
    if (shape.const !== undefined) { return shape.const; }
    if (shape.enum) { return shape.enum[0]; }
    if (depth > DEEP) { return '…'; }
    one = (shape.anyOf || shape.oneOf || shape.allOf || []).filter(function (part) { return part.type !== 'null'; })[0];
    if (one) { return example(one, depth + 1); }
    if (shape.properties) {
      return Object.keys(shape.properties).reduce(function (whole, name) {
        whole[name] = example(shape.properties[name], depth + 1);
        return whole;
      }, {});
    }
    return {
      array: function () { return shape.items ? [example(shape.items, depth + 1)] : []; },
      object: function () { return {}; },
      integer: function () { return 0; },
      number: function () { return 0.5; },
      boolean: function () { return true; },
      string: function () { return { 'date-time': '2026-01-31T06:00:00Z', date: '2026-01-31' }[shape.format] || 'text'; }
    }[shape.type || 'object']();
  }

  function body(content) {
    var kinds = Object.keys(content || {});
    if (!kinds.length) { return null; }
    return add(make('div'), make('small', kinds.join(', ')),
      make('pre', JSON.stringify(example(content[kinds[0]].schema, 0), null, 2)));
  }

  function parameters(list) {
    var table = make('table');
    list.forEach(function (one) {
      var shape = resolved(one.schema);
      add(table, add(make('tr'), make('td', one.name), make('td', one.in + (one.required ? ', required' : '')),
        make('td', one.description || shape.type || '')));
    });
    return table;
  }

  function first(said) {  // sentence
    return (said.description || said.summary || '').split(/\.\s/)[0];
  }

  function call(path, method, said) {
    var whole = make('details'), inside = make('div');
    add(whole, add(make('summary'), make('b', method.toUpperCase()), make('code', path), make('span', first(said))),
      inside);
    whole.dataset.words = [method, path, said.summary, said.description].join(' ').toLowerCase();
    if (said.description) { add(inside, make('p', said.description)); }
    if ((said.parameters || []).length) { add(inside, make('h3', 'Parameters'), parameters(said.parameters)); }
    var asked = said.requestBody && body(said.requestBody.content);
    if (asked) { add(inside, make('h3', 'Request'), asked); }
    Object.keys(said.responses).forEach(function (status) {
      var answer = said.responses[status], shown = body(answer.content);
      add(inside, make('h3', 'Answer ' + status + ': ' + answer.description));
      if (shown) { add(inside, shown); }
    });
    return whole;
  }

  function draw() {
    var groups = {}, main = document.getElementById('calls');
    Object.keys(told.paths).sort().forEach(function (path) {
      METHODS.forEach(function (method) {
        var said = told.paths[path][method];
        if (!said) { return; }
        var group = (said.tags || ['other'])[0];
        (groups[group] = groups[group] || []).push(call(path, method, said));
      });
    });
    main.textContent = '';
    Object.keys(groups).sort().forEach(function (name) {
      add(main, groups[name].reduce(function (section, one) { return add(section, one); },
        add(make('section'), make('h2', name))));
    });
    document.getElementById('version').textContent = told.info.version;
  }

  function find() {
    var words = document.getElementById('find').value.toLowerCase();
    document.querySelectorAll('section').forEach(function (section) {
      var any = false;
      section.querySelectorAll('details').forEach(function (one) {
        one.hidden = one.dataset.words.indexOf(words) < 0;
        any = any || !one.hidden;
      });
      section.hidden = !any;
    });
  }

  document.getElementById('find').addEventListener('input', find);
  fetch('openapi.json', { cache: 'no-cache' })
    .then(function (answer) { return answer.json(); })
    .then(function (said) { told = said; draw(); })
    .catch(function () { document.getElementById('calls').textContent = 'The server does not answer. Load this page again.'; });
}());
